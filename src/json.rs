//! Answers as JSON, for JavaScript to parse.
//!
//! What is serialised is a handful of types of structs, lists, words and numbers, so that this writes no maps and no enums
//! with fields. Objects made field by field from here would cost a call each, and code in each place that lets go what is
//! there already after a fault.

use std::error::Error;
use std::fmt::{self, Display};

use serde::ser::{
    Impossible, Serialize, SerializeSeq, SerializeStruct, SerializeTuple, SerializeTupleStruct,
    Serializer,
};

use crate::lex::decimal::printed;

/// `value` as JSON.
///
/// A number that is none is `null`, an infinite one is written so that JavaScript reads it as infinite.
///
/// # Errors
///
/// Where it is of a kind that no answer has.
pub(crate) fn written(value: &impl Serialize) -> Result<String, Fault> {
    let mut writer = Writer(String::new());
    value.serialize(&mut writer)?;
    Ok(writer.0)
}

/// No answer has a value of this kind.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fault;

impl Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("no answer has such a value")
    }
}

impl Error for Fault {}

impl serde::ser::Error for Fault {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }
}

struct Writer(String);

impl Writer {
    /// Between two items; a text ends with its mark, so that a bracket at the end is one that was just opened.
    fn next(&mut self) {
        if !matches!(self.0.as_bytes().last(), Some(b'[' | b'{')) {
            self.0.push(',');
        }
    }

    #[inline(never)]
    fn key(&mut self, key: &str) {
        self.next();
        self.text(key);
        self.0.push(':');
    }

    #[inline(never)]
    fn text(&mut self, text: &str) {
        const HEX: &[u8; 16] = b"0123456789abcdef";
        self.0.push('"');
        for c in text.chars() {
            match c {
                '"' | '\\' => self.0.push('\\'),
                '\0'..' ' => {
                    self.0.push_str("\\u00");
                    let code = c as usize;
                    self.0.push(char::from(HEX[code >> 4]));
                    self.0.push(char::from(HEX[code & 15]));
                    continue;
                }
                _ => {}
            }
            self.0.push(c);
        }
        self.0.push('"');
    }

    #[inline(never)]
    fn plain(&mut self, word: &str) {
        self.0.push_str(word);
    }

    #[inline(never)]
    fn number(&mut self, value: f64) {
        let printed = printed(value);
        self.plain(match () {
            () if value.is_finite() => &printed,
            () if value.is_nan() => "null",
            // A number that is beyond all doubles.
            () if value > 0.0 => "1e999",
            () => "-1e999",
        });
    }
}

type Done = Result<(), Fault>;

impl Serializer for &mut Writer {
    type Ok = ();
    type Error = Fault;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeStruct = Self;
    type SerializeTupleVariant = Impossible<(), Fault>;
    type SerializeMap = Impossible<(), Fault>;
    type SerializeStructVariant = Impossible<(), Fault>;

    fn serialize_bool(self, value: bool) -> Done {
        self.plain(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_i8(self, value: i8) -> Done {
        self.serialize_i64(i64::from(value))
    }

    fn serialize_i16(self, value: i16) -> Done {
        self.serialize_i64(i64::from(value))
    }

    fn serialize_i32(self, value: i32) -> Done {
        self.serialize_i64(i64::from(value))
    }

    fn serialize_i64(self, value: i64) -> Done {
        self.plain(&value.to_string());
        Ok(())
    }

    fn serialize_u8(self, value: u8) -> Done {
        self.serialize_u64(u64::from(value))
    }

    fn serialize_u16(self, value: u16) -> Done {
        self.serialize_u64(u64::from(value))
    }

    fn serialize_u32(self, value: u32) -> Done {
        self.serialize_u64(u64::from(value))
    }

    fn serialize_u64(self, value: u64) -> Done {
        self.plain(&value.to_string());
        Ok(())
    }

    fn serialize_f32(self, value: f32) -> Done {
        self.serialize_f64(f64::from(value))
    }

    fn serialize_f64(self, value: f64) -> Done {
        self.number(value);
        Ok(())
    }

    fn serialize_char(self, value: char) -> Done {
        self.text(value.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Done {
        self.text(value);
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Done {
        Err(Fault)
    }

    fn serialize_none(self) -> Done {
        self.plain("null");
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Done {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Done {
        self.serialize_none()
    }

    fn serialize_unit_struct(self, _: &'static str) -> Done {
        self.serialize_none()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> Done {
        self.text(name);
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Done {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Done {
        Err(Fault)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Fault> {
        self.plain("[");
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, Fault> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, Fault> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Fault> {
        Err(Fault)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Fault> {
        Err(Fault)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Fault> {
        self.plain("{");
        Ok(self)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Fault> {
        Err(Fault)
    }
}

impl SerializeSeq for &mut Writer {
    type Ok = ();
    type Error = Fault;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        self.next();
        value.serialize(&mut **self)
    }

    fn end(self) -> Done {
        self.plain("]");
        Ok(())
    }
}

impl SerializeTuple for &mut Writer {
    type Ok = ();
    type Error = Fault;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Done {
        SerializeSeq::end(self)
    }
}

impl SerializeTupleStruct for &mut Writer {
    type Ok = ();
    type Error = Fault;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Done {
        SerializeSeq::end(self)
    }
}

impl SerializeStruct for &mut Writer {
    type Ok = ();
    type Error = Fault;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Done {
        self.key(key);
        value.serialize(&mut **self)
    }

    fn end(self) -> Done {
        self.plain("}");
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::written;
    use crate::check::against::against;
    use crate::export::{Exported, Format, Lost, Review, Reviews, Status, export_reviewed};
    use crate::{Article, Options, Span};

    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    enum Kind {
        NearBy,
    }

    #[derive(Serialize)]
    struct One(u8);

    #[derive(Serialize)]
    struct Answer<'a> {
        kind: Kind,
        words: &'a str,
        one: One,
        spans: Vec<Span>,
        value: [f64; 2],
        wide: (i64, char, bool, Option<()>),
        none: Option<u32>,
        #[serde(skip_serializing_if = "Option::is_none")]
        left_out: Option<u32>,
        empty: Vec<Kind>,
    }

    /// As the reference writes it, whose readers take it.
    fn compare(value: &impl Serialize) {
        let json = written(value).unwrap();
        let read: serde_json::Value = serde_json::from_str(&json).unwrap();
        let wanted = serde_json::to_value(value).unwrap();
        assert_eq!(as_doubles(read), as_doubles(wanted), "{json}");
    }

    /// JavaScript has one kind of number.
    fn as_doubles(value: serde_json::Value) -> serde_json::Value {
        use serde_json::Value;
        match value {
            Value::Number(number) => number.as_f64().into(),
            Value::Array(items) => items.into_iter().map(as_doubles).collect(),
            Value::Object(fields) => {
                let fields = fields.into_iter();
                fields
                    .map(|(key, value)| (key, as_doubles(value)))
                    .collect()
            }
            other => other,
        }
    }

    #[test]
    fn a_value_is_written_as_the_reference_writes_it() {
        compare(&Answer {
            kind: Kind::NearBy,
            words: "a “pier”, \"old\"\\, [\u{1f}\0\n\t\u{7f}\u{2028}🚢{",
            one: One(7),
            spans: vec![Span::new(0, 3), Span::new(5, usize::MAX)],
            value: [0.1, -2.5e11],
            wide: (i64::MIN, '"', true, Some(())),
            none: None,
            left_out: None,
            empty: Vec::new(),
        });
        let numbers = written(&[f64::NAN, f64::INFINITY, -f64::INFINITY]).unwrap();
        assert_eq!(numbers, "[null,1e999,-1e999]");
        compare(&());
        assert!(written(&std::collections::BTreeMap::from([(1, 2)])).is_err());
    }

    #[test]
    fn every_answer_is_written() {
        let article = Article::new(
            "The fund of Norway lost nearly €90 million in May, Mara Voss said.\n\
             “The pier 🚢 is rotten,” she said. \"Nobody\\asked us,\" said Pieter van der Meer.\n",
        );
        let source = "The pier was rotten, she said; the fund lost €95 million.";
        compare(&against(&article, source, &Options::default()));
        compare(&crate::lex::convert::also(
            310.0,
            320.5,
            "square kilometre",
            false,
        ));
        let page = "https://news.example/fund".parse().unwrap();
        compare(&crate::export::addresses(&article, &page));
        let report = crate::scan(&article, &Options::default());
        let review = |claim| Review {
            claim,
            status: Status::Wrong,
            note: "“80”,\nsays the \"ledger\"",
            by: "Ana",
            ..Review::default()
        };
        let found: Vec<Review<'_>> = report
            .claims
            .iter()
            .map(|claim| review(&claim.id))
            .collect();
        let lost = [Lost {
            kind: "quantity",
            words: "5 boats",
            sentence: "It has 5 boats.",
            review: review(""),
        }];
        let reviews = Reviews {
            found: &found,
            lost: &lost,
        };
        for format in [Format::Annotation, Format::Schema, Format::Csv] {
            let exported = export_reviewed(&article, format, Some(&page), &reviews);
            assert_eq!(format == Format::Csv, matches!(exported, Exported::Text(_)));
            compare(&exported);
        }
    }
}
