/** Texts that the script of the editor shows. */
import type { Translate } from '#lib/messages.ts';

export const commands = [
  'heading',
  'bold',
  'italic',
  'link',
  'list',
  'numbers',
  'quote',
  'code',
  'math',
  'table',
  'callout',
] as const;
export type Command = (typeof commands)[number];

export const islandTexts = (t: Translate) => ({
  ...Object.fromEntries(commands.map((name) => [name, t(`editor.tool-${name}`)])),
  picture: t('editor.add-picture'),
  activity: t('editor.add-activity'),
  toolbar: t('editor.toolbar'),
  text: t('editor.text'),
  saved: t('editor.saved'),
  merged: t('editor.merged'),
  saving: t('editor.saving'),
  changed: t('editor.changed'),
  failed: t('editor.save-failed'),
  conflict: t('editor.conflict'),
  phone: t('editor.look-phone'),
  dark: t('editor.look-dark'),
  'room-peers': t('together.peers'),
  'room-lost': t('together.lost'),
  'room-clash': t('together.clash'),
  'room-theirs': t('together.clash-theirs'),
  'picture-failed': t('editor.picture-failed'),
});
