//! What the model sees of neighbouring words together.

use crate::features::Aspects;
use crate::key::{self, Key};

/// The aspects of a token and of its neighbours.
pub(crate) type Window<'a> = [&'a Aspects; 3];

/// Hash seeds of the pairs start here.
const KIND: u8 = 100;

/// Calls `visit` with the keys of all pairs and triples that a token is in the middle of.
pub(crate) fn visit([before, here, after]: Window<'_>, mut visit: impl FnMut(Key)) {
    let pairs = [
        (before.form, here.form),
        (here.form, after.form),
        (before.class, here.class),
        (here.class, after.class),
        (before.form, here.class),
        (here.class, after.form),
    ];
    let triples =
        [[before.shape, here.shape, after.shape], [before.broad, here.broad, after.broad]];
    for (kind, (first, second)) in (KIND..).zip(pairs) {
        visit(key::join(kind, first, second));
    }
    for (kind, [first, second, third]) in (KIND + 50..).zip(triples) {
        visit(key::join(kind, key::join(kind, first, second), third));
    }
}
