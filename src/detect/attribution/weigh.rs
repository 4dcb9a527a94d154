//! What is seen around a cue, and the weights that say how much it counts.
//!
//! Two questions are answered by weighing and not by a rule: which cue (or none) a fragment in quotation marks
//! hangs on, and whether a clause without marks is attributed. The weights are fitted by `cargo xtask fit` and kept
//! in `data/fragment-weights.csv`, `data/indirect-weights.csv` and `data/verb-weights.csv`.

use crate::text::Span;

/// The most features of one candidate.
const MOST: usize = 48;

macro_rules! features {
    ($($name:ident)*) => {
        /// What can be seen of a candidate. The names are the rows of the tables, in this order.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Feature { $(#[allow(missing_docs)] $name),* }

        /// The names of all features, in order.
        pub const NAMES: &[&str] = &[$(stringify!($name)),*];
    };
}

features! {
    NoCue NoCueLength1 NoCueLength2 NoCueLength3 NoCueLength5 NoCueLength9 NoCueLonger
    NoCueTitle NoCueTerm NoCuePronoun NoCueAuxiliary NoCueDeterminer NoCuePossessor NoCuePreposition NoCueVerbBefore
    NoCueNounBehind NoCueStopInside NoCueLowerStart NoCueSentenceStart NoCueFirst NoCueNotFirst NoCueGlued NoCueComma
    NoCueOnlyOne
    Before Touching Trailing Speech Of Loose Belief According Colon Noun Known
    Covers Short Nearest Second Third Farther
    NoSource Pronoun First Named Nominal
    OpensClause OpensBare OpensInfinitive OpensNoun OpensPhrase
    Gap0 Gap2 Gap5 Gap10 Gap20 GapLonger
    Comma Commas Dash Which Conjunction Auxiliary
    Passive Participle Plain Present Relative Inverted Infinitive
    InnerPronoun InnerWeak InnerStrong Same
    TitleOf TitleLoose TitleSpeech TermOf TermSpeech LoneWordOf LoneWordLoose LoneWordSpeech LoneWordAccording
    PrepositionBefore PossessorBefore DeterminerBefore
    AsBefore ThatBetween BeBetween
    Fronted Around Behind Negated Modal To LengthShort LengthMiddle LengthLong
    PlainBare SpeechBare BeliefBare PlainNoun SpeechNoun BeliefClause SpeechClause LooseClause OfNoun LooseNoun
    SpeechInfinitive OfInfinitive LooseInfinitive SpeechPhrase
    PronounBare NamedFronted EndsSentence EndsComma OpensPronoun OpensCapital OpensDeterminer OpensPossessive
    Question When Verdict VerdictNoun PromiseInfinitive Told ToldBare Asked Announced Saying SayingBare Calls Shows
    Spent OpensAuxiliary ThatVerb Purpose
    InvertedRest RestAnd RestNoun SplitFront SplitPhrase SplitInverted SplitBare
    CallsFor Accused Described Expressed Mentioned Reported Suggested Insisted Denied AskedAbout AskedClause PersonInfinitive Say
    CalledNoun ExpressedClause ReportedClause FrontSay Pledged Hangs Nounish Within
    EndRuled EndWholeClause EndWholeBare EndWholeInfinitive EndWholeNoun EndComma EndDash
    EndCutClause EndCutBare EndCutInfinitive EndCutNoun EndLater EndPair EndNoVerb RestShort RestMiddle RestLong
    NextBut NextAnd NextAndThat NextAndSubject NextAndVerb NextWhile NextWhich NextWho NextThat NextArticle NextThe NextWhen
    NextIng NextPronoun NextVerb NextEd NextPreposition NextCapital NextNumber NextOther
    Used EndTailClause EndTailBare EndTailInfinitive EndTailNoun NextAfter NextAs
    Began Says Agreed Urged Also AndSaid Would FrontPhrase
}

/// The features of one candidate.
#[derive(Clone, Debug)]
pub struct Features {
    all: [u8; MOST],
    count: usize,
}

impl Default for Features {
    fn default() -> Self {
        Self {
            all: [0; MOST],
            count: 0,
        }
    }
}

impl Features {
    /// Adds `feature`; those beyond the most are left out.
    pub fn add(&mut self, feature: Feature) {
        if let Some(place) = self.all.get_mut(self.count) {
            *place = feature as u8;
            self.count += 1;
        }
    }

    /// Adds `feature` where `holds`.
    pub fn add_if(&mut self, holds: bool, feature: Feature) {
        if holds {
            self.add(feature);
        }
    }

    /// Adds all of `others`.
    pub fn add_all(&mut self, others: &Self) {
        let all = self.all.get_mut(self.count..).unwrap_or_default();
        for (place, feature) in all.iter_mut().zip(others.numbers()) {
            *place = *feature;
            self.count += 1;
        }
    }

    /// The numbers of the features, as in [`NAMES`].
    pub fn numbers(&self) -> &[u8] {
        self.all.get(..self.count).unwrap_or_default()
    }

    /// The sum of the features’ weights.
    pub fn score(&self, table: &[f32]) -> f32 {
        self.numbers()
            .iter()
            .filter_map(|&number| table.get(usize::from(number)))
            .sum()
    }
}

/// Of stretches that exclude each other, with their scores, the one to take and how strongly it is to be taken: above nought,
/// rather than none.
///
/// Ends that differ by a few words share what speaks for them: the scores of all that have half of their words in common
/// with a stretch speak for it.
pub fn best(options: &[(Span, f32)]) -> Option<(usize, f32)> {
    let mut best: Option<(usize, f32)> = None;
    for (at, (span, _)) in options.iter().enumerate() {
        let alike: f32 = options
            .iter()
            .filter(|(other, _)| {
                let shared = span
                    .end
                    .min(other.end)
                    .saturating_sub(span.start.max(other.start));
                let all = span
                    .end
                    .max(other.end)
                    .saturating_sub(span.start.min(other.start));
                shared * 2 >= all
            })
            .map(|(_, score)| score.exp())
            .sum();
        let score = alike.ln();
        if best.is_none_or(|(_, most)| score > most) {
            best = Some((at, score));
        }
    }
    best
}

include!(concat!(env!("OUT_DIR"), "/weights.rs"));

/// How much the verb with this hash of [`crate::text::Token`] says for what it may attribute, beyond its features; from
/// `data/verb-weights.csv`, whose steps are of a thirty-second. One binary search.
pub fn verb(hash: u32) -> f32 {
    VERB_KEYS
        .binary_search(&verb_key(hash))
        .ok()
        .and_then(|at| VERB_WEIGHTS.get(at))
        .map_or(0.0, |steps| f32::from(*steps) / 32.0)
}

/// Half of a hash is enough to tell verbs apart: the build chooses the factor so, and nothing but verbs is looked up.
const fn verb_key(hash: u32) -> u16 {
    (hash.wrapping_mul(VERB_FACTOR) >> 16) as u16
}

#[cfg(test)]
mod tests {
    use super::{FRAGMENT_NAMES, INDIRECT_NAMES, NAMES};

    #[test]
    fn the_tables_list_the_features_in_order() {
        assert_eq!(FRAGMENT_NAMES, NAMES);
        assert_eq!(INDIRECT_NAMES, NAMES);
    }
}
