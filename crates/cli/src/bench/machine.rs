//! What a measurement was made on, so that a stored one can be understood.

use std::num::NonZeroUsize;
use std::{env, fs, thread};

use serde::Serialize;

#[derive(Debug, Serialize)]
pub(super) struct Machine {
    /// Name of the processor, where the system tells it in `/proc/cpuinfo`.
    #[serde(skip_serializing_if = "Option::is_none")]
    processor: Option<String>,
    architecture: &'static str,
    system: &'static str,
    /// Threads that can run at once.
    cores: Option<NonZeroUsize>,
}

impl Machine {
    /// The machine that this runs on.
    pub(super) fn here() -> Self {
        let processors = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
        Self {
            processor: model(&processors),
            architecture: env::consts::ARCH,
            system: env::consts::OS,
            cores: thread::available_parallelism().ok(),
        }
    }
}

/// The model of the first processor.
fn model(processors: &str) -> Option<String> {
    let value =
        |line: &str| Some(line.strip_prefix("model name")?.split_once(':')?.1.trim().into());
    processors.lines().find_map(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_model_is_that_of_the_first_processor() {
        let two = "processor\t: 0\nmodel name\t: Vega 9: fast\n\nprocessor\t: 1\nmodel name\t: B\n";
        assert_eq!(model(two).as_deref(), Some("Vega 9: fast"));
        assert_eq!(model("processor\t: 0\n"), None);
    }
}
