/** Messages for the reader: shown until dismissed, read out politely. */
import type { LinkProblem } from '../run/readLink.ts';
import { useLab, type Notice } from './store.ts';

/**
 * What a notice speaks of, and when that is over.
 *
 * | scope   | speaks of                                            | goes when                                          |
 * |---------|------------------------------------------------------|----------------------------------------------------|
 * | `run`   | the run: its device, what to look for, a failed save | another run opens, or this one starts over         |
 * | `mended`| two settings that did not go together                | one of them is set anew, or the run is replaced    |
 * | `link`  | the link that was opened                             | the run is replaced, or another link opens         |
 * | `file`  | a file that could not be used                        | another file is tried, or the run is replaced      |
 * | `words` | a language that did not come                         | another is chosen, or it is tried again            |
 * | `engine`| another engine that may be chosen                    | the reader has answered, or it is no longer so     |
 * | `compiling` | kernels that are being compiled                  | they are, or another engine trains                 |
 * | `study` | the study that trains in the background              | a study starts                                     |
 * | `kept`  | the run of a page that was closed                    | the reader has answered                            |
 * | `version`| a newer version of the page                         | the reader has answered                            |
 * | `lesson`| a lesson that was left                               | the lesson is opened                               |
 */
export type Scope =
  | 'run'
  | 'mended'
  | 'link'
  | 'file'
  | 'words'
  | 'engine'
  | 'compiling'
  | 'study'
  | 'kept'
  | 'version'
  | 'lesson';

/** More than this at once is noise; the oldest go. */
const MOST = 4;
let last = 0;

/**
 * Shows a notice; one with the same words replaces its older self.
 * @param scope - what it speaks of: it goes with {@link clearScope} when that is replaced
 */
export function notify(tone: Notice['tone'], key: string, values: Notice['values'], scope: Scope): void {
  const notice: Notice = { id: ++last, tone, key, values, scope };
  const same = (other: Notice): boolean => other.key === key && JSON.stringify(other.values) === JSON.stringify(values);
  useLab.setState(({ notices }) => ({ notices: [...notices.filter((other) => !same(other)), notice].slice(-MOST) }));
}

/** Shows a notice of something that failed and may be tried again; trying takes the notice away. */
export function notifyRetry(key: string, values: Notice['values'], scope: Scope, retry: () => void): void {
  const id = ++last;
  const again = (): void => {
    dismiss(id);
    retry();
  };
  useLab.setState(({ notices }) => ({
    notices: [
      ...notices.filter((other) => other.key !== key),
      { id, tone: 'error' as const, key, values, scope, retry: again },
    ].slice(-MOST),
  }));
}

/** Shows a notice with something to do about it; one of the same key is replaced where it stands. */
export function notifyOffer(offer: Omit<Notice, 'id' | 'scope' | 'tone'>, scope: Scope): void {
  const notice: Notice = { ...offer, id: ++last, tone: 'info', scope };
  useLab.setState(({ notices }) => ({
    notices: notices.some(({ key }) => key === offer.key)
      ? notices.map((other) => (other.key === offer.key ? { ...notice, id: other.id } : other))
      : [...notices, notice].slice(-MOST),
  }));
}

/** Removes a notice. */
export function dismiss(id: number): void {
  useLab.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
}

/** Removes what was said of something that is no longer there. */
export function clearScope(scope: Scope): void {
  useLab.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.scope !== scope) }));
}

/** Offers that concern no lesson: they stand there again when it is left. */
const WAIT: readonly string[] = ['engine', 'kept', 'version'] satisfies Scope[];

/** Offers can wait for what has just happened; the first of these for no other. */
const OFFERS: readonly string[] = ['kept', 'version', 'engine', 'lesson'] satisfies Scope[];

const HAPPENED = 1;

/** The lower the more urgent: what failed, what happened, what is offered. What was just pressed is answered before an older warning. */
const urgency = ({ tone, scope }: Notice): number =>
  tone === 'error' ? 0 : tone === 'info' && OFFERS.includes(scope) ? HAPPENED + 1 + OFFERS.indexOf(scope) : HAPPENED;

/** The most urgent, of those alike the newest; and beside what failed, which stays until it is closed, the newest that has happened since. */
function mostUrgent(notices: readonly Notice[]): readonly Notice[] {
  const sorted = [...notices].sort((a, b) => urgency(a) - urgency(b) || b.id - a.id);
  const first = sorted.at(0);
  const since =
    first?.tone === 'error' && sorted.find((notice) => urgency(notice) === HAPPENED && notice.id > first.id);
  return since ? [first, since] : sorted.slice(0, 1);
}

/**
 * The notices that are shown: one at a time (two where something happened after something failed), the next when it has been closed. In a lesson,
 * whose offers wait, everything that went wrong, and of the rest the newest alone.
 * @param inLesson - whether a lesson is open
 */
export function noticesShown(notices: readonly Notice[], inLesson: boolean): readonly Notice[] {
  if (!inLesson) return mostUrgent(notices);
  const now = notices.filter(({ scope }) => !WAIT.includes(scope));
  const newest = now.findLast(({ tone }) => tone === 'info');
  return now.filter((notice) => notice.tone !== 'info' || notice === newest);
}

/** Longest piece of a link that is quoted back. */
const QUOTED = 24;
const quote = (text: string): string => (text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text);

/**
 * Names what could not be used of a link. `field` and `fallback` are put into words where the notice is drawn, in the language then shown:
 * `field` holds the path and `fallback` is left out of the values.
 */
export function notifyLinkProblems(problems: readonly LinkProblem[]): void {
  clearScope('link');
  const named = problems.length > MOST ? problems.slice(0, MOST - 1) : problems;
  for (const { key, path, given, reason, other, names } of named) {
    const unnamed = reason === 'twice' && path === undefined;
    notify(
      'warning',
      unnamed ? 'notice.link.other-twice' : `notice.link.${reason}`,
      {
        key: quote(key),
        given: quote(given),
        ...(path !== undefined && { field: path }),
        ...(other !== undefined && { other }),
        ...(names !== undefined && { names }),
      },
      'link',
    );
  }
  if (named.length < problems.length)
    notify('warning', 'notice.link.more', { number: problems.length - named.length }, 'link');
}
