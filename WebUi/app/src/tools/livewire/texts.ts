import { textsIn } from '../../i18n/i18n.ts';

export const t = textsIn({
  en: {
    name: 'Livewire',
    hint: 'Click along an edge; click the beginning or press Enter to close, Backspace takes back',
  },
  ko: {
    name: '라이브와이어',
    hint: '가장자리를 따라 클릭하고, 시작점이나 Enter로 닫습니다. ⌫는 한 점 취소',
  },
});
