import { describe, expect, it } from 'vitest';
import { ownResult } from './evidence.ts';

describe('results of the reader’s own', () => {
  it('are the newest that answer the question', () => {
    const own = [1, 2, 3].map((id) => ({ id, data: `study ${String(id)}`, finished: id === 3 ? 2 : 8 }));
    expect(ownResult({ own }, ({ finished }) => finished >= 8)).toBe('study 2');
    expect(ownResult({ own }, ({ finished }) => finished > 8)).toBeNull();
  });

  it('are never the stored ones', () => {
    const shelf = { own: [], stored: { id: 0, data: 'stored', finished: 200 } };
    expect(ownResult(shelf, () => true)).toBeNull();
  });
});
