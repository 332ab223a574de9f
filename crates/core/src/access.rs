//! How a stage's types name the layers it reads and writes.
//!
//! Both traits are sealed: what can be read or written is a layer, an optional layer (reading
//! only) or a tuple of these, and a pipeline relies on that.

use crate::{Document, InvalidLayer, Layer, MissingLayer};

mod sealed {
    /// Keeps [`Reads`](super::Reads) and [`Writes`](super::Writes) to the shapes of this module.
    pub trait Reads {}
    /// See [`Reads`].
    pub trait Writes {}
}

/// A layer that a stage reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Requirement {
    /// Wire name of the layer.
    pub layer: &'static str,
    /// Whether the stage also works without it.
    pub optional: bool,
}

/// The input layers of a stage: `()`, a [`Layer`], an `Option` of one, or a tuple of these.
pub trait Reads: sealed::Reads {
    /// What `annotate` receives: `()`, `&L`, `Option<&L>`, or a tuple of these.
    type Refs<'a>;

    /// The layers in question, in order.
    fn requirements() -> Vec<Requirement>;

    /// Borrows the layers from `document`.
    ///
    /// # Errors
    /// [`MissingLayer`] for the first layer that is not optional and not there.
    fn borrow(document: &Document) -> Result<Self::Refs<'_>, MissingLayer>;
}

/// The output layers of a stage: a [`Layer`] or a tuple of layers.
pub trait Writes: sealed::Writes + Sized {
    /// Wire names of the layers, in order.
    fn names() -> Vec<&'static str>;

    /// Whether `document` has all of the layers.
    fn present(document: &Document) -> bool;

    /// Moves the buffers out of `document`, empty; the layers are absent meanwhile.
    fn take(document: &mut Document) -> Self;

    /// Gives the buffers back; the layers stay absent until they are published.
    fn stow(self, document: &mut Document);

    /// Makes the stowed layers the document's.
    ///
    /// # Errors
    /// [`InvalidLayer`] for the first layer that is invalid; all of them are absent then.
    fn publish(document: &mut Document) -> Result<(), InvalidLayer>;
}

impl sealed::Reads for () {}
impl Reads for () {
    type Refs<'a> = ();

    fn requirements() -> Vec<Requirement> {
        Vec::new()
    }

    fn borrow(_: &Document) -> Result<(), MissingLayer> {
        Ok(())
    }
}

impl<L: Layer> sealed::Reads for L {}
impl<L: Layer> Reads for L {
    type Refs<'a> = &'a L;

    fn requirements() -> Vec<Requirement> {
        vec![Requirement { layer: L::NAME, optional: false }]
    }

    fn borrow(document: &Document) -> Result<&L, MissingLayer> {
        document.layer()
    }
}

impl<L: Layer> sealed::Reads for Option<L> {}
impl<L: Layer> Reads for Option<L> {
    type Refs<'a> = Option<&'a L>;

    fn requirements() -> Vec<Requirement> {
        vec![Requirement { layer: L::NAME, optional: true }]
    }

    fn borrow(document: &Document) -> Result<Option<&L>, MissingLayer> {
        Ok(document.layer().ok())
    }
}

impl<L: Layer> sealed::Writes for L {}
impl<L: Layer> Writes for L {
    fn names() -> Vec<&'static str> {
        vec![L::NAME]
    }

    fn present(document: &Document) -> bool {
        document.has::<L>()
    }

    fn take(document: &mut Document) -> Self {
        document.take()
    }

    fn stow(self, document: &mut Document) {
        document.stow(self);
    }

    fn publish(document: &mut Document) -> Result<(), InvalidLayer> {
        document.publish::<L>();
        document.check_or_withdraw::<L>()
    }
}

macro_rules! tuples {
    ($(($($name:ident $index:tt),+))+) => {$(
        impl<$($name: Reads),+> sealed::Reads for ($($name,)+) {}
        impl<$($name: Reads),+> Reads for ($($name,)+) {
            type Refs<'a> = ($($name::Refs<'a>,)+);

            fn requirements() -> Vec<Requirement> {
                [$($name::requirements()),+].concat()
            }

            fn borrow(document: &Document) -> Result<Self::Refs<'_>, MissingLayer> {
                Ok(($($name::borrow(document)?,)+))
            }
        }

        impl<$($name: Layer),+> sealed::Writes for ($($name,)+) {}
        impl<$($name: Layer),+> Writes for ($($name,)+) {
            fn names() -> Vec<&'static str> {
                vec![$($name::NAME),+]
            }

            fn present(document: &Document) -> bool {
                $(document.has::<$name>())&&+
            }

            fn take(document: &mut Document) -> Self {
                ($(document.take::<$name>(),)+)
            }

            fn stow(self, document: &mut Document) {
                $(document.stow(self.$index);)+
            }

            fn publish(document: &mut Document) -> Result<(), InvalidLayer> {
                $(document.publish::<$name>();)+
                let outcomes = [$(document.check_or_withdraw::<$name>()),+];
                let outcome: Result<(), InvalidLayer> = outcomes.into_iter().collect();
                if outcome.is_err() {
                    $(document.withdraw::<$name>();)+
                }
                outcome
            }
        }
    )+};
}

tuples! {
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
    (A 0, B 1, C 2, D 3, E 4)
    (A 0, B 1, C 2, D 3, E 4, F 5)
}
