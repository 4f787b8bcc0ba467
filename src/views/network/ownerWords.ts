/** Whose an expert is, in a word or two. Pure. */
import type { TFunction } from 'i18next';
import type { Owner } from '../../model/sharing.ts';

/** "shared", "engagement", "click". */
export function ownerWords(t: TFunction, owner: Owner): string {
  if ('all' in owner) return t('network.owner.shared');
  if ('group' in owner) return t(`group.${owner.group}`);
  if (owner.tasks.length === 0) return t('network.owner.none');
  return owner.tasks.map((task) => t(`task.${task}`)).join(t('comma'));
}
