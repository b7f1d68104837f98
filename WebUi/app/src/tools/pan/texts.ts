import { textsIn } from '../../i18n/i18n.ts';

export const t = textsIn({
  en: {
    name: 'Pan',
    hint: 'Drag the picture',
  },
  ko: {
    name: '화면 이동',
    hint: '영상을 끌어 옮깁니다',
  },
});
