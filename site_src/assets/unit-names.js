/* 输入的字指的是哪个单位：名称的一部分、拼音或首字母、全称、相近的名称。首页的检索和页眉的查找都用它；
   zeren show 用同样的规则（responsibility/language/name_search.py），各单位的 keys 也在那里算好。 */
self.unitNames = (() => {
  "use strict";
  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s'.]/g, "").replace(/ü/g, "v");
  const spelled = (key) => /^[!-~]+$/.test(key);

  /* 水务；拼音从一个音节开头算起，或者首字母：shuiwu、wuju、swj */
  function isPart(key, wanted) {
    if (!spelled(key)) return key.includes(wanted);
    const syllables = key.split(".");
    return (
      syllables.some((_, index) => syllables.slice(index).join("").startsWith(wanted)) ||
      syllables.map((syllable) => syllable[0]).join("").includes(wanted)
    );
  }

  /* 海口市美兰区水务局：全称在区、县、市一类字的前面添了地名 */
  const isFullName = (key, wanted) => !spelled(key) && key.length > 3 && wanted.endsWith(key.slice(1));

  /* 区水物局：大部分的字相同 */
  function isAlike(key, wanted) {
    if (spelled(key)) return false;
    const rest = [...wanted];
    const total = [...key].length + rest.length;
    const common = [...key].filter((letter) => rest.includes(letter) && rest.splice(rest.indexOf(letter), 1));
    return 2 * common.length >= 0.7 * total;
  }

  const WAYS = [isPart, isFullName, isAlike];
  return {
    ALIKE: WAYS.indexOf(isAlike),
    /* keys 用空格隔开。越小越有把握；不是这个单位为 -1。 */
    way: (keys, wanted) => WAYS.findIndex((fits) => keys.split(" ").some((key) => fits(key, fold(wanted)))),
  };
})();
