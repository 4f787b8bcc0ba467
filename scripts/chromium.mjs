// Where a Chromium is on this machine, and the flags under which it has WebGPU without a screen.
// Shared by the end-to-end tests, the benchmark and the command-line lab, so that all of them measure the same browser.
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

function systemPaths() {
  if (process.platform === 'darwin') {
    return ['Chromium', 'Google Chrome'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  if (process.platform === 'win32') {
    return [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].flatMap((folder) =>
      folder
        ? [
            join(folder, 'Chromium', 'Application', 'chrome.exe'),
            join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
          ]
        : [],
    );
  }
  const folders = new Set([...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin']);
  return names.flatMap((name) => [...folders].filter(Boolean).map((folder) => join(folder, name)));
}

/** Ubuntu's `chromium-browser` only starts a snap, whose sandbox hides the profile folder that Playwright gives it. @param {string} path */
function isSnap(path) {
  const target = realpathSync(path);
  if (target.startsWith('/snap/') || target.endsWith('/snap')) return true;
  const start = readFileSync(target).subarray(0, 4096).toString('latin1');
  return start.startsWith('#!') && start.includes('/snap/bin/');
}

/** @param {string} path */
function isUsable(path) {
  try {
    return existsSync(path) && (process.platform !== 'linux' || !isSnap(path));
  } catch {
    return false;
  }
}

/** The Chromium that Playwright downloads, if it has been; the path is known before. */
function playwrightPath() {
  try {
    /** @type {typeof import('@playwright/test')} */
    const { chromium } = createRequire(import.meta.url)('@playwright/test');
    return chromium.executablePath();
  } catch {
    return ''; // not installed yet, or no build for this platform
  }
}

/** The path of a Chromium or Chrome, or undefined. CHROMIUM_PATH decides if it is set, even when it names nothing. @returns {string | undefined} */
export function findChromium() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) return existsSync(chosen) ? chosen : undefined;
  const found = systemPaths().find(isUsable);
  if (found) return found;
  const downloaded = playwrightPath(); // asked last: loading Playwright takes a third of a second
  return downloaded && existsSync(downloaded) ? downloaded : undefined;
}

/** MMOE_LAB_GPU=hardware asks for the real adapter; otherwise everything runs on SwiftShader, which is the same on every machine. */
export const wantsHardware = () => process.env.MMOE_LAB_GPU === 'hardware';

/**
 * What Playwright turns off in every Chromium (its private list): ours, coming later, takes the place of its own. scripts/chromium.test.mjs
 * notices when an update changes it.
 */
export const offInPlaywright = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'msForceBrowserSignIn',
  'msEdgeUpdateLaunchServicesPreferredVersion',
];

/**
 * The address bar's list of suggestions is two pages of its own, made with every window: a third of the processor time that opening our page
 * in a new one takes. Nobody types an address here.
 */
const addressBar = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'];

/**
 * Chromium's flags for headless WebGPU. `webgpu: false` gives the browser of a visitor who has none.
 * Chromium obeys only the last --enable-features and the last --disable-features of a command line.
 * @param {{ webgpu?: boolean }} [options]
 */
export function chromiumArgs({ webgpu = true } = {}) {
  const args = [
    // The new headless mode, which is the whole browser; the old one (and Playwright's headless shell) has no WebGPU.
    '--headless=new',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
    `--disable-features=${[...offInPlaywright, ...addressBar].join(',')}`,
  ];
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  // `navigator.gpu` exists then, and `requestAdapter()` gives null: what most visitors without WebGPU have. No flag of today's Chromium
  // removes `navigator.gpu` itself (--disable-features=WebGPU and --disable-blink-features=WebGPU do nothing).
  if (!webgpu) return [...args, '--disable-gpu'];
  args.push('--enable-unsafe-webgpu'); // WebGPU is not on by default on every Linux, nor for a software adapter
  if (!wantsHardware()) return [...args, '--use-webgpu-adapter=swiftshader'];
  if (process.platform === 'linux')
    args.push('--enable-features=Vulkan', '--use-angle=vulkan', '--ignore-gpu-blocklist');
  return args;
}

/** The folders that may hold Chromium's own Vulkan libraries. */
function libraryFolders() {
  const chromium = findChromium();
  const beside = chromium ? dirname(realpathSync(chromium)) : undefined;
  return [
    beside,
    '/usr/lib/chromium',
    '/usr/lib/chromium-browser',
    '/usr/lib64/chromium-browser',
    '/opt/google/chrome',
  ].filter((folder) => folder !== undefined);
}

/** @param {string} file */
const findLibrary = (file) =>
  libraryFolders()
    .map((folder) => join(folder, file))
    .find((path) => existsSync(path));

/** The Vulkan driver description of the SwiftShader that comes with Chromium: a software GPU for programs that are not Chromium. */
export const findSwiftShaderIcd = () => findLibrary('vk_swiftshader_icd.json');

/** The Vulkan loader that comes with Chromium, for machines that have none of their own. */
export const findVulkanLoader = () => findLibrary('libvulkan.so.1');
