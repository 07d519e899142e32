import { describe, expect, test } from 'vitest';
import type { Activity } from '#modules/content/contract.ts';
import { cardState } from './activity.tsx';
import { previewCard } from './card.ts';

const card = previewCard({ key: 'tide-height', type: 'numeric', attempts: 2 } as Activity, {
  ...{ closed: null, number: 0, language: 'en', releaseId: 'release' },
});

describe('what is kept of a card', () => {
  test('for staff, who see it before it opens, is not what learners are shown', () => {
    expect(cardState({ ...card, hidden: true })).not.toBe(cardState({ ...card, hidden: false }));
  });

  test('is another one where a draw gives its question another number', () => {
    expect(cardState({ ...card, number: 2 })).not.toBe(cardState({ ...card, number: 3 }));
  });

  test('is drawn anew once more attempts are allowed', () => {
    expect(cardState({ ...card, standing: { ...card.standing, left: 3 } })).not.toBe(cardState(card));
  });

  test('is nothing of an answer that was just refused', () => {
    expect(cardState({ ...card, problems: [{ path: 'value', message: 'no number' }] })).toBeNull();
  });
});
