import { textsIn } from '../../i18n/i18n.ts';

export const t = textsIn({
  en: {
    name: 'Zoom',
    hint: 'Drag up or down; Ctrl + wheel zooms with any tool',
  },
  ko: {
    name: '확대',
    hint: '위아래로 끕니다. Ctrl + 휠은 어느 도구에서나 확대합니다',
  },
});
