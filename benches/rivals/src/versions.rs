//! Versions of the tools, as `Cargo.lock` pins them.

const LOCK: &str = include_str!("../Cargo.lock");

/// The version of the package that `tool` is named after.
pub fn of(tool: &str) -> &'static str {
    let name = match tool {
        "satz" | "first sentences" => "satz-driver",
        _ => tool.split([' ', ',']).next().unwrap_or_default(),
    };
    let entry = format!("name = \"{name}\"\nversion = \"");
    let rest = LOCK.split_once(&entry).map(|(_, rest)| rest);
    rest.and_then(|rest| rest.split('"').next()).unwrap_or("?")
}
