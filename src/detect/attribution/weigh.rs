//! What is seen around a cue, and the weights that say how much it counts.
//!
//! Two questions are answered by weighing and not by a rule: which cue (or none) a fragment in quotation marks
//! hangs on, and whether a clause without marks is attributed. The weights are fitted by `cargo xtask fit` and kept
//! in `data/fragment-weights.csv` and `data/indirect-weights.csv`.

/// The most features of one candidate.
const MOST: usize = 32;

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

include!(concat!(env!("OUT_DIR"), "/weights.rs"));

#[cfg(test)]
mod tests {
    use super::{FRAGMENT_NAMES, INDIRECT_NAMES, NAMES};

    #[test]
    fn the_tables_list_the_features_in_order() {
        assert_eq!(FRAGMENT_NAMES, NAMES);
        assert_eq!(INDIRECT_NAMES, NAMES);
    }
}
