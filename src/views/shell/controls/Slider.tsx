import { useMemo, type CSSProperties } from 'react';
import type { NumberField } from '../../../run/fields.ts';
import { sliderScale } from './scale.ts';

interface Props {
  field: NumberField;
  labelledBy: string;
  describedBy: string;
  value: number;
  usual: number;
  /** The value with its unit, as it is read out. */
  words: string;
  onChange: (value: number) => void;
}

/** A slider with a small mark at the default. Fields of a very wide range have none. */
export function Slider({ field, labelledBy, describedBy, value, usual, words, onChange }: Props) {
  const scale = useMemo(() => sliderScale(field), [field]);
  if (!scale) return null;
  const share = (at: number): number => (scale.toPosition(at) - scale.min) / (scale.max - scale.min);
  return (
    <div className="slider" style={{ '--usual': share(usual) } as CSSProperties}>
      <input
        type="range"
        aria-labelledby={labelledBy}
        aria-describedby={describedBy}
        aria-valuetext={words}
        min={scale.min}
        max={scale.max}
        step={scale.step}
        value={scale.toPosition(value)}
        onChange={(event) => {
          onChange(scale.fromPosition(Number(event.target.value)));
        }}
      />
    </div>
  );
}
