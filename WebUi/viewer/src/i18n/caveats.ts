import type { QuantResult } from '../api/contracts.ts';
import { currentLanguage } from './i18n.ts';

type Caveat = QuantResult['caveats'][number];

/** The caveats whose sentence needs no figures; the service says the others in English, with theirs. */
const KOREAN: Readonly<Record<string, string>> = {
  'demonstration-model': '이 라벨에는 시연용 모델이 그린 부분이 있습니다. 모델 실행 방법을 보여 줄 뿐이며, 진료·연구 측정값으로 쓸 수 없습니다.',
  'model': '이 라벨에는 모델이 그린 부분이 있습니다.',
  'height-missing': '키가 없습니다. 입력하면 BMI와 SMI를 계산합니다.',
  'height-typed': '키는 직접 입력한 값입니다.',
  'weight-missing': '몸무게가 없습니다. 입력하면 BMI를 계산합니다.',
  'weight-typed': '몸무게는 직접 입력한 값입니다.',
  'no-pixel-size': '영상에 픽셀 크기가 없어 면적을 잴 수 없습니다.',
  'not-a-volume': '슬라이스 간격이 고르지 않아 부피는 잴 수 없습니다. 면적은 유효합니다.',
  'not-l3': '라벨링 영역이 L3가 아닙니다. 발표된 SMI, SMD, 지방 면적 기준은 L3 값입니다.',
  'several-slices': '여러 장에 라벨이 있습니다. SMA, SMI, SMD, VFA, SFA는 기준 슬라이스 한 장의 값입니다.',
  'partial-range': '일부 슬라이스에만 라벨이 있어 부피는 그 부분의 값입니다.',
  'muscle-not-labelled': '기준 슬라이스에 골격근 라벨이 없어 SMA, SMI, SMD를 제공하지 않습니다.',
  'visceral-fat-not-labelled': '기준 슬라이스에 내장지방 라벨이 없어 VFA와 VAT/SAT를 제공하지 않습니다.',
  'subcutaneous-fat-not-labelled': '기준 슬라이스에 피하지방 라벨이 없어 SFA와 VAT/SAT를 제공하지 않습니다.',
  'not-hounsfield': 'CT 영상이 아니어서 값이 HU가 아니며, SMD를 제공하지 않습니다.',
  'contrast-unknown': '영상에 조영제 정보가 없습니다. 비조영이라면 근육 HU는 조영 CT 기준과 비교할 수 없습니다. SMI는 비교할 수 있습니다.',
  'contrast': '조영 영상입니다. 근육 HU는 비조영보다 약 7 HU 높고 같은 시기끼리만 비교됩니다. SMI는 비교할 수 있습니다.',
  'tube-voltage-unknown': '영상에 관전압이 없습니다. 근육 HU는 관전압에 따라 달라집니다.',
  'tube-voltage': '관전압이 120 kV가 아니어서 근육 HU는 120 kV 기준과 비교할 수 없습니다. SMI는 비교할 수 있습니다.',
};

export function caveatText({ code, text }: Caveat): string {
  return currentLanguage() === 'ko' ? KOREAN[code] ?? text : text;
}
