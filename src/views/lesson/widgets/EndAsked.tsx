import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Drawn } from '../../charts/Drawn.tsx';
import { useSay } from '../../say.ts';
import { useWidth } from '../../ui/useWidth.ts';

import type { Question, StepId } from '../types.ts';
import { valueWords } from '../words.ts';
import { gridOf, onGrid } from './drawing.ts';
import { endMarks, endPlane } from './endMarks.ts';
import { Grip, heightIn } from './Grip.tsx';
import { PLANE_HEIGHT } from './plane.ts';
import { useEndWords } from './pictureWords.ts';
import { useBegun } from './useBegun.ts';
import styles from '../lesson.module.css';

interface Props {
  id: StepId;
  question: Extract<Question, { kind: 'end' }>;
  value: number | null;
  onChange: (value: number) => void;
}

/** Where a curve that has begun will end: its end is put by a press, dragged, or moved by keys. Before, it lies as high as the curve is now. */
export function EndAsked({ id, question, value, onChange }: Props) {
  const { t } = useTranslation();
  const { numbers } = useSay();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const words = useEndWords(question);
  const { begun, steps } = useBegun(question);
  const { from, to, unit } = question;
  const scale = useMemo(() => gridOf(from, to), [from, to]);
  const now = value ?? onGrid(begun.at(-1)?.[1] ?? (from + to) / 2, scale);
  const picture = { begun, steps, from, to, ends: { predicted: now }, words };
  const plane = endPlane(width, picture, false);
  const valueAt = (clientY: number): number => onGrid(plane.valueAt(heightIn(box.current, clientY)), scale);
  const said = value === null ? t('lesson.page.notYet') : valueWords(numbers, { t }, unit, value, scale.step);
  return (
    <div className={styles.drawing}>
      <output aria-hidden="true" data-unset={value === null || undefined}>
        {said}
      </output>
      <div ref={box} className={styles.board}>
        {width > 0 && (
          <>
            <Drawn
              width={width}
              height={PLANE_HEIGHT}
              aria-hidden="true"
              marks={endMarks(width, picture, false)}
              onClick={({ clientY }) => {
                onChange(valueAt(clientY));
              }}
            />
            <Grip
              name={t(`lesson.steps.${id}.question`)}
              left={plane.x(steps)}
              top={plane.y(now)}
              width={44}
              scale={scale}
              value={now}
              said={said}
              unset={value === null}
              valueAt={valueAt}
              onChange={onChange}
            />
          </>
        )}
      </div>
      <p className={styles.hint}>{t('lesson.page.endHint')}</p>
    </div>
  );
}
