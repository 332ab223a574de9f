//! Feature keys: what a feature is called inside a model.

use xxhash_rust::xxh3::xxh3_64_with_seed;

/// A feature's name, hashed to 32 bits (feature hashing; Weinberger et al., ICML 2009).
///
/// Training and tagging see the same keys, so two features that collide share their weights. With
/// half a million features one in eight thousand does.
pub(crate) type Key = u32;

/// The key of a value of some kind of feature; kinds are the small numbers of [`crate::features`].
pub(crate) fn of(kind: u8, value: &str) -> Key {
    of_bytes(kind, value.as_bytes())
}

/// The key of a value that is not text.
pub(crate) fn of_bytes(kind: u8, value: &[u8]) -> Key {
    fold(xxh3_64_with_seed(value, u64::from(kind)))
}

/// The key of two keys together; the order matters.
pub(crate) fn join(kind: u8, first: Key, second: Key) -> Key {
    // The finisher of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014) over both halves.
    let mut mixed = (u64::from(first) << 32 | u64::from(second))
        .wrapping_add(u64::from(kind).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    fold(mixed ^ (mixed >> 31))
}

fn fold(hash: u64) -> Key {
    let [a, b, c, d, ..] = hash.to_le_bytes();
    Key::from_le_bytes([a, b, c, d])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kind_value_and_order_matter() {
        assert_ne!(of(1, "Wien"), of(2, "Wien"));
        assert_ne!(of(1, "Wien"), of(1, "Graz"));
        assert_ne!(join(1, 2, 3), join(1, 3, 2));
        assert_ne!(join(1, 2, 3), join(2, 2, 3));
    }

    #[test]
    fn keys_are_part_of_the_model_format() {
        // A change here makes every model file of the same version unreadable.
        assert_eq!(of(1, "Wien"), of_bytes(1, "Wien".as_bytes()));
        assert_eq!(join(1, 2, 3), join(1, 2, 3));
    }
}
