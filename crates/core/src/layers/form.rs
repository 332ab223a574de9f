//! How a mention carries its name.

use serde::{Deserialize, Serialize};

/// How a mention carries its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// The name itself: `Russland`.
    #[default]
    Name,
    /// A word derived from it: `russische`, `Wiener`.
    Derived,
    /// A compound that has it as a part: `US-Präsident`.
    Part,
}

impl Form {
    /// All forms.
    pub const ALL: [Self; 3] = [Self::Name, Self::Derived, Self::Part];

    /// How it is called in the wire format: `name`, `derived`, `part`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Derived => "derived",
            Self::Part => "part",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_have_the_names_of_the_wire() {
        for form in Form::ALL {
            assert_eq!(serde_json::to_value(form).unwrap(), form.name());
        }
    }
}
