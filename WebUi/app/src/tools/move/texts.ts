import { textsIn } from '../../i18n/i18n.ts';

export const t = textsIn({
  en: {
    name: 'Move',
    hint: 'Drag, or arrow keys (Shift: 10 px)',
  },
  ko: {
    name: '이동',
    hint: '끌거나 화살표 키 (Shift: 10 px)',
  },
});
