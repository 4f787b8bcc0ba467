import { describe, expect, it } from 'vitest';
import { decodePage } from '../../run/pageView.ts';
import { exampleOf, pageOf, shortened, snippet } from './links.ts';
import { encodePage } from '../../run/pageView.ts';
import { qrOf } from './qr.ts';

describe('a link that is given to others', () => {
  it('goes without the name of the file, and keeps what stands behind its #', async () => {
    expect(await shortened('https://lab.example/a/index.html?v=1&ie=8#gate')).toBe(
      'https://lab.example/a/?v=1&ie=8#gate',
    );
    expect(await shortened('https://lab.example/')).toBe('https://lab.example/');
  });

  it('is packed where it is long', async () => {
    const long = `https://lab.example/?v=1&tl=${'200-gd-0.5*'.repeat(40)}`;
    expect(await shortened(long)).toMatch(/^https:\/\/lab\.example\/\?zip=[\w-]{20,80}$/);
  });
});

describe('the frame for another page', () => {
  it('cannot be broken out of by the name of what is shown', () => {
    const html = snippet('https://lab.example/?a=1&b="', '<b> "click" & $&', { card: 'train.gates' });
    expect(html).toContain('src="https://lab.example/?a=1&amp;b=&quot;"');
    expect(html).toContain('title="&lt;b&gt; &quot;click&quot; &amp; $&amp;"');
    expect(html.match(/[<>]/g)).toEqual(['<', '>', '<', '>']);
  });

  it('opens what was chosen', () => {
    const choice = { card: 'gates.heat', controls: false, play: true, lang: 'zh', theme: 'dark' } as const;
    const { page, problems } = decodePage(new URLSearchParams(encodePage(pageOf(choice))));
    expect(problems).toEqual([]);
    expect(page).toMatchObject({
      embed: { card: 'gates.heat', controls: false, play: true },
      lang: 'zh',
      theme: 'dark',
    });
  });

  it('listens to this page alone', () => {
    expect(exampleOf('https://lab.example')).toContain("origin !== 'https://lab.example'");
  });
});

describe('a code to scan', () => {
  it('is as coarse as the link allows, and there is none where it holds no more', () => {
    // Version 2 holds 26 bytes at 15%, version 40 holds 2,953 at 7% (ISO/IEC 18004, table 7).
    expect(qrOf('https://lab.example/?ie=8')?.size).toBe(25);
    expect(qrOf('a'.repeat(2953))?.size).toBe(177);
    expect(qrOf('a'.repeat(2954))).toBeNull();
    expect([qrOf('a'.repeat(100))?.fine, qrOf('a'.repeat(1000))?.fine]).toEqual([false, true]);
  });

  it('is dark on white with the edge that the standard asks for', () => {
    const svg = qrOf('https://lab.example/')?.svg ?? '';
    expect(svg).toMatch(/^<\?xml/);
    expect(svg).toContain('viewBox="-4 -4 33 33"'); // 25 and 4 on each side
    expect(svg).toMatch(/#000/);
    expect(svg).toMatch(/#fff/);
  });
});
