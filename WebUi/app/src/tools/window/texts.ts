import { textsIn } from '../../i18n/i18n.ts';

export const t = textsIn({
  en: {
    name: 'Window/level',
    hint: 'Drag: left and right for width, up and down for level',
  },
  ko: {
    name: '윈도우/레벨',
    hint: '좌우로 끌면 폭, 위아래로 끌면 레벨',
  },
});
