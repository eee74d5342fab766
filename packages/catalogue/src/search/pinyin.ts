/**
 * Pinyin of the 3,755 commonest characters: level 1 of GB 2312 stands in the order of its readings, so each syllable needs no more
 * than the number of characters that have it. ü is written v.
 */
const syllables = `
a2 ai13 an9 ang3 ao9 ba18 bai8 ban15 bang12 bao17 bei15 ben4 beng6 bi24 bian12 biao4 bie4 bin6 bing9 bo19 bu11
ca1 cai11 can7 cang5 cao5 ce5 ceng2 cha11 chai3 chan10 chang13 chao9 che6 chen10 cheng15 chi16 chong5 chou12
chu16 chuai1 chuan7 chuang6 chui5 chun7 chuo2 ci12 cong6 cou1 cu4 cuan3 cui8 cun3 cuo6 da6 dai12 dan15 dang5
dao12 de3 deng7 di19 dian16 diao9 die7 ding9 diu1 dong10 dou7 du15 duan6 dui4 dun9 duo12 e13 en1 er8 fa8 fan17
fang11 fei12 fen15 feng15 fo1 fou1 fu45 ga2 gai6 gan11 gang9 gao10 ge17 gei1 gen2 geng7 gong15 gou9 gu18 gua6
guai3 guan11 guang3 gui16 gun3 guo6 ha1 hai7 han19 hang3 hao9 he18 hei2 hen4 heng5 hong9 hou7 hu18 hua9 huai5
huan14 huang14 hui21 hun6 huo10 ji53 jia17 jian40 jiang13 jiao28 jie27 jin20 jing25 jiong2 jiu17 ju25 juan7
jue10 jun11 ka4 kai5 kan6 kang7 kao4 ke15 ken4 keng2 kong4 kou4 ku7 kua5 kuai4 kuan2 kuang8 kui11 kun4 kuo4
la7 lai3 lan15 lang7 lao9 le2 lei11 leng3 li34 lia1 lian14 liang11 liao13 lie5 lin12 ling14 liu11 long9 lou6
lu20 lv14 luan6 lue2 lun7 luo12 ma9 mai6 man9 mang6 mao12 me1 mei16 men3 meng8 mi14 mian9 miao8 mie2 min6
ming6 miu1 mo17 mou3 mu15 na7 nai5 nan3 nang1 nao5 ne1 nei2 nen1 neng1 ni11 nian7 niang2 niao2 nie7 nin1 ning6
niu4 nong4 nu3 nv1 nuan1 nue2 nuo4 o1 ou7 pa6 pai6 pan8 pang5 pao7 pei9 pen2 peng14 pi17 pian4 piao4 pie2 pin5
ping9 po9 pu15 qi36 qia3 qian22 qiang8 qiao15 qie5 qin11 qing13 qiong2 qiu8 qu13 quan11 que8 qun2 ran4 rang5
rao3 re2 ren10 reng2 ri1 rong10 rou3 ru10 ruan2 rui3 run2 ruo2 sa3 sai4 san4 sang3 sao4 se3 sen1 seng1 sha9
shai2 shan16 shang8 shao11 she12 shen16 sheng11 shi47 shou10 shu33 shua2 shuai4 shuan2 shuang3 shui4 shun4
shuo4 si16 song8 sou3 su13 suan3 sui11 sun3 suo8 ta9 tai9 tan18 tang13 tao11 te1 teng4 ti15 tian8 tiao5 tie3
ting10 tong13 tou4 tu11 tuan2 tui6 tun3 tuo11 wa7 wai2 wan17 wang10 wei33 wen10 weng3 wo9 wu29 xi35 xia13
xian26 xiang20 xiao18 xie21 xin10 xing15 xiong7 xiu9 xu19 xuan10 xue6 xun14 ya16 yan33 yang17 yao15 ye15 yi53
yin16 ying18 yo1 yong15 you21 yu44 yuan20 yue10 yun12 za3 zai7 zan4 zang3 zao14 ze4 zei1 zen1 zeng4 zha14
zhai6 zhan17 zhang15 zhao10 zhe10 zhen16 zheng15 zhi43 zhong11 zhou14 zhu26 zhua2 zhuai1 zhuan6 zhuang7 zhui6
zhun2 zhuo11 zi15 zong7 zou4 zu8 zuan2 zui4 zun2 zuo8`;

/** Further readings that goods are named and looked for by; the usual one stands in the table. */
const otherReadings: Readonly<Record<string, string>> = {
  乐: "yue",
  长: "zhang",
  重: "zhong",
  行: "hang",
  柏: "bai",
  薄: "bao",
  藏: "zang",
  朝: "zhao",
  弹: "dan",
  都: "du",
  发: "fa",
  单: "dan",
  参: "shen",
  角: "jue",
  壳: "ke",
  绿: "lu",
  女: "nu",
  露: "lou",
  率: "shuai",
  石: "shi",
  提: "ti",
  调: "tiao",
  校: "jiao",
  血: "xie",
  钥: "yao",
  曾: "zeng",
  粘: "zhan",
  着: "zhe",
  仔: "zai",
  系: "ji",
  降: "xiang",
  卡: "ka",
  给: "ji",
  宿: "su",
  盛: "cheng",
  称: "chen",
  大: "dai",
  和: "huo",
  了: "liao",
};

const firstRow = 0xb0;
const rowLength = 94;

function* commonest(): Generator<string> {
  const gbk = new TextDecoder("gbk");
  for (let place = 0; place < 3_755; place += 1) {
    const bytes = [firstRow + Math.floor(place / rowLength), 0xa1 + (place % rowLength)];
    yield gbk.decode(new Uint8Array(bytes));
  }
}

interface Readings {
  readonly known: ReadonlyMap<string, string>;
  /** The same characters in the order that ICU gives readings, for those of which the table knows nothing. */
  readonly inOrder: readonly string[];
  readonly collator: Intl.Collator;
  readonly syllables: ReadonlySet<string>;
  readonly longest: number;
}

let readings: Readings | null = null;

// Made when first asked for: some 20 ms.
function allReadings(): Readings {
  if (readings) return readings;
  const known = new Map<string, string>();
  const characters = commonest();
  const names = new Set<string>();
  for (const [, syllable, count] of syllables.matchAll(/([a-z]+)(\d+)/g)) {
    names.add(syllable!);
    for (let left = Number(count); left > 0; left -= 1) known.set(characters.next().value!, syllable!);
  }
  const collator = new Intl.Collator("zh-u-co-pinyin");
  const inOrder = [...known.keys()].sort(collator.compare);
  readings = { known, inOrder, collator, syllables: names, longest: 6 };
  return readings;
}

const derived = new Map<string, string>();

// A character between two of one reading has it too; between two readings it has the earlier one's, mostly.
function readingBetween(character: string): string {
  const { known, inOrder, collator } = allReadings();
  let low = 0;
  let high = inOrder.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (collator.compare(inOrder[middle]!, character) < 0) low = middle + 1;
    else high = middle;
  }
  const around = [-2, -1, 0, 1].map((by) => known.get(inOrder[low + by] ?? ""));
  const [second, before, after, next] = around;
  if (before === after || before === second) return before ?? "";
  return (after === next ? after : before) ?? "";
}

/** The usual reading of a Han character in pinyin without tones ("lv" for 绿); empty for what is no Han character. */
export function pinyinOf(character: string): string {
  if (!/\p{Script=Han}/u.test(character)) return "";
  const known = allReadings().known.get(character) ?? derived.get(character);
  if (known !== undefined) return known;
  const reading = readingBetween(character);
  if (derived.size < 10_000) derived.set(character, reading);
  return reading;
}

/** Another reading of it, where goods have names with that; empty where there is none. */
export function otherPinyinOf(character: string): string {
  return otherReadings[character] ?? "";
}

/**
 * The syllables that Latin letters spell, the fewest: "longjing" is long, jing. Null for what is no pinyin.
 */
export function syllablesOf(letters: string): string[] | null {
  const { syllables: names, longest } = allReadings();
  const ways: (string[] | null)[] = [[]];
  for (let end = 1; end <= letters.length; end += 1) {
    ways[end] = null;
    for (let start = Math.max(0, end - longest); start < end; start += 1) {
      const before = ways[start];
      const part = letters.slice(start, end);
      if (!before || !names.has(part)) continue;
      if (!ways[end] || before.length + 1 < ways[end]!.length) ways[end] = [...before, part];
    }
  }
  return ways[letters.length] ?? null;
}
