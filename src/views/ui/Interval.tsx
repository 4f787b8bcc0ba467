interface Props {
  value: number;
  low: number;
  high: number;
  /** The scale goes from −limit to +limit. */ limit: number;
  color: string;
}

/** A dot with its interval (either may not be known) on a scale with zero in the middle; the numbers stand beside it. */
export function Interval({ value, low, high, limit, color }: Props) {
  const x = (at: number): string => `${String(50 + 50 * Math.max(-1, Math.min(1, at / limit)))}%`;
  return (
    <svg className="ui-interval" aria-hidden="true">
      <line className="ui-zero" x1="50%" x2="50%" y1="0" y2="100%" />
      {Number.isFinite(low + high) && (
        <line x1={x(low)} x2={x(high)} y1="50%" y2="50%" stroke={color} strokeWidth="2" />
      )}
      {Number.isFinite(value) && <circle cx={x(value)} cy="50%" r="4" fill={color} />}
    </svg>
  );
}
