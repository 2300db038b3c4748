import type { AskedWords } from "../../health/asked/asked-words.ts";

/** What stands beside the words by which health is asked after. */
export const asides: Omit<AskedWords, "topics"> = {
  beside: [
    ..."now right currently present currently moment today all any anything something somehow here around home house currently other ones each my our".split(
      " ",
    ),
    ..."will would should could can must may might be been gets getting going longer still yet sensor sensors device devices thing things entity entities gadget gadgets".split(
      " ",
    ),
    ..."i we you me us it its them they their days day week weeks months month much many often long new old please really actually ever far".split(
      " ",
    ),
    ..."with of for from in on at to by the a an and or is are do does did has have had was were that this there then since not what which when how why who if whether".split(
      " ",
    ),
    ..."right correctly properly level percent percentage battery batteries mode health score system network so as too up out off about more than only just".split(
      " ",
    ),
    ..."available pending waiting outstanding open full since size type kind sort space keep keeps down ran run runs running triggered fired started happened hundred 100 low high bad good points lately recently find found know say tell doing".split(
      " ",
    ),
  ],
  goesOn: ["(and|or|also) [what about|how about|about]", "(what|how) about", "same for"],
  tails: [],
  past: ["was", "were", "did", "had", "yesterday"],
  cells: [
    ["(double a|double as|doublea)", "AA"],
    ["(triple a|triple as)", "AAA"],
    ["aa", "AA"],
    ["aaa", "AAA"],
    ["nine volt", "9V"],
    ["9v", "9V"],
    ["cr2032", "CR2032"],
    ["cr 2032", "CR2032"],
    ["cr2450", "CR2450"],
    ["cr 2450", "CR2450"],
    ["cr2477", "CR2477"],
    ["cr123a", "CR123A"],
    ["cr123", "CR123A"],
    ["cr2", "CR2"],
    ["button cells", "CR"],
    ["coin cells", "CR"],
  ],
};
