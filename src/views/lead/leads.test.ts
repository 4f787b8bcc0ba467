import { beforeEach, expect, it } from 'vitest';
import { foldLead, useLeads } from './leads.ts';

const folded = () => useLeads.getState().folded;

beforeEach(() => {
  useLeads.setState({ folded: [] });
});

it('a lead is folded and unfolded without its neighbours', () => {
  foldLead('train', true);
  foldLead('gates', true);
  foldLead('train', true);
  expect(folded().toSorted()).toEqual(['gates', 'train']);
  foldLead('gates', false);
  expect(folded()).toEqual(['train']);
});
