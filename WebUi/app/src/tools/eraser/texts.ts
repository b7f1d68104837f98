import { textsIn } from '../../i18n/i18n.ts';

export const t = textsIn({
  en: {
    name: 'Eraser',
  },
  ko: {
    name: '지우개',
  },
});
