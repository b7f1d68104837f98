import { textsIn } from '../../i18n/i18n.ts';

export const t = textsIn({
  en: {
    name: 'Freehand',
  },
  ko: {
    name: '자유곡선',
  },
});
