import { textsIn } from '../../i18n/i18n.ts';

export const t = textsIn({
  en: {
    name: 'Smooth',
    smooth: 'Smooth',
    grow: 'Grow',
    shrink: 'Shrink',
    radius: 'Radius',
  },
  ko: {
    name: '다듬기',
    smooth: '다듬기',
    grow: '키우기',
    shrink: '축소',
    radius: '반지름',
  },
});
