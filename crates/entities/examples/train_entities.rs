//! Trains an entity model and writes it to a file.
//!
//! ```text
//! cargo run --release -p satz-entities --example train_entities -- \
//!     --train german.iob2 --train more.iob2 --dev dev.iob2 --lexicon clusters.tsv -o my.model
//! ```

use std::error::Error;
use std::fs::File;
use std::io::BufReader;

use satz_entities::{Lexicon, TrainingOptions, iob2, train};

#[expect(clippy::print_stdout, reason = "a command reports its progress")]
fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let values = |name: &str| {
        let pairs = arguments.chunks(2).filter(|pair| pair[0] == name);
        pairs.filter_map(|pair| pair.get(1)).cloned().collect::<Vec<_>>()
    };
    let open = |path: &String| File::open(path).map(BufReader::new);

    let mut sentences = Vec::new();
    for path in values("--train") {
        sentences.extend(iob2::read(open(&path)?)?);
    }
    let mut development = Vec::new();
    for path in values("--dev") {
        development.extend(iob2::read(open(&path)?)?);
    }
    let mut lexicons = Vec::new();
    for path in values("--lexicon") {
        lexicons.push(Lexicon::read(open(&path)?)?);
    }
    let output = values("-o").pop().ok_or("name the model file with -o MODEL")?;

    let options = TrainingOptions::default();
    let model = train(&sentences, &development, lexicons, &options, |epoch| {
        let (total, names) = (epoch.dev.total(), epoch.dev.names());
        println!(
            "epoch {:2}  loss {:.4}  F1 {:.2}  names {:.2}",
            epoch.number,
            epoch.loss,
            total.f1(),
            names.f1()
        );
    })?;
    model.write(&mut File::create(&output)?)?;
    println!("{output}: {} features", model.features());
    Ok(())
}
