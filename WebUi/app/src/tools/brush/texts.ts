import { textsIn } from '../../i18n/i18n.ts';

export const t = textsIn({
  en: {
    name: 'Brush',
  },
  ko: {
    name: '브러시',
  },
});
