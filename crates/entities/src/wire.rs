//! Numbers and arrays in a model file, little endian.
//!
//! Arrays lie in the file as they lie in memory, so reading one is a copy. Nothing is allocated
//! for what the file does not hold.

/// What is wrong with the content of a model file.
pub(crate) type Flaw = &'static str;

const SHORT: Flaw = "it ends within its content";

/// The part of a file that is not read yet.
#[derive(Debug)]
pub(crate) struct Source<'a>(&'a [u8]);

impl<'a> Source<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// The next `length` bytes.
    pub(crate) fn bytes(&mut self, length: usize) -> Result<&'a [u8], Flaw> {
        let (bytes, rest) = self.0.split_at_checked(length).ok_or(SHORT)?;
        self.0 = rest;
        Ok(bytes)
    }

    pub(crate) fn u32(&mut self) -> Result<u32, Flaw> {
        let (number, rest) = self.0.split_first_chunk().ok_or(SHORT)?;
        self.0 = rest;
        Ok(u32::from_le_bytes(*number))
    }

    /// A number of things.
    pub(crate) fn count(&mut self) -> Result<usize, Flaw> {
        self.u32().map(|count| count as usize)
    }

    /// The next `count` numbers of two bytes.
    pub(crate) fn u16s(&mut self, count: usize) -> Result<Vec<u16>, Flaw> {
        self.array(count).map(|numbers| numbers.map(u16::from_le_bytes).collect())
    }

    /// The next `count` numbers of two bytes with a sign.
    pub(crate) fn i16s(&mut self, count: usize) -> Result<Vec<i16>, Flaw> {
        self.array(count).map(|numbers| numbers.map(i16::from_le_bytes).collect())
    }

    /// The next `count` numbers of four bytes.
    pub(crate) fn u32s(&mut self, count: usize) -> Result<Vec<u32>, Flaw> {
        self.array(count).map(|numbers| numbers.map(u32::from_le_bytes).collect())
    }

    pub(crate) fn f32(&mut self) -> Result<f32, Flaw> {
        self.u32().map(f32::from_bits)
    }

    /// The next `count` numbers with a fraction; they may be no numbers.
    pub(crate) fn f32s(&mut self, count: usize) -> Result<Vec<f32>, Flaw> {
        self.array(count).map(|numbers| numbers.map(f32::from_le_bytes).collect())
    }

    fn array<const SIZE: usize>(
        &mut self,
        count: usize,
    ) -> Result<impl Iterator<Item = [u8; SIZE]> + use<'a, SIZE>, Flaw> {
        let bytes = self.bytes(count.checked_mul(SIZE).ok_or(SHORT)?)?;
        Ok(bytes.as_chunks().0.iter().copied())
    }

    /// The next text, which is behind its length.
    pub(crate) fn text(&mut self) -> Result<&'a str, Flaw> {
        let length = self.count()?;
        str::from_utf8(self.bytes(length)?).map_err(|_| "a text in it is not UTF-8")
    }

    /// That nothing is left.
    pub(crate) fn end(&self) -> Result<(), Flaw> {
        if self.0.is_empty() { Ok(()) } else { Err("there is more after its end") }
    }
}

/// The content of a model file, as it is written.
#[derive(Debug, Default)]
pub(crate) struct Sink(Vec<u8>);

impl Sink {
    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    pub(crate) fn u32(&mut self, number: u32) {
        self.bytes(&number.to_le_bytes());
    }

    /// A number of things. What cannot be counted cannot be stored either: reading it back fails.
    pub(crate) fn count(&mut self, count: usize) {
        self.u32(u32::try_from(count).unwrap_or(u32::MAX));
    }

    pub(crate) fn u16s(&mut self, numbers: &[u16]) {
        self.0.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
    }

    pub(crate) fn i16s(&mut self, numbers: &[i16]) {
        self.0.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
    }

    pub(crate) fn u32s(&mut self, numbers: &[u32]) {
        self.0.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
    }

    /// A text, behind its length.
    pub(crate) fn text(&mut self, text: &str) {
        self.count(text.len());
        self.bytes(text.as_bytes());
    }

    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read() {
        let mut sink = Sink::default();
        sink.text("Graz");
        sink.u16s(&[1, 0xABCD]);
        sink.i16s(&[-2]);
        sink.u32s(&[3, u32::MAX]);
        let bytes = sink.into_bytes();
        let mut source = Source::new(&bytes);
        assert_eq!(source.text(), Ok("Graz"));
        assert_eq!(source.u16s(2), Ok(vec![1, 0xABCD]));
        assert_eq!(source.i16s(1), Ok(vec![-2]));
        assert_eq!(source.u32s(2), Ok(vec![3, u32::MAX]));
        assert_eq!(source.end(), Ok(()));
    }

    #[test]
    fn what_is_not_there_is_a_flaw() {
        type Reading = fn(&mut Source<'_>) -> bool;
        let cases: [(&str, Reading); 4] = [
            ("a number", |source| source.u32().is_err()),
            ("an array", |source| source.u16s(2).is_err()),
            ("an array larger than the memory", |source| source.u32s(usize::MAX / 2).is_err()),
            ("the end", |source| source.end().is_err()),
        ];
        for (name, fails) in cases {
            assert!(fails(&mut Source::new(&[1, 0, 0])), "{name}");
        }
        assert!(Source::new(&[1, 0, 0, 0, 0xFF]).text().is_err());
    }
}
