//! Diagrams of growth, as SVG.

use std::error::Error;
use std::path::Path;

use plotters::coord::Shift;
use plotters::prelude::*;

use crate::growth::Series;

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type Outcome = Result<(), Box<dyn Error + Send + Sync>>;

const SIZE: (u32, u32) = (960, 400);

/// Colours that also differ for the colour-blind, by Okabe and Ito (2008).
const COLOURS: [RGBColor; 3] = [RGBColor(0, 114, 178), RGBColor(213, 94, 0), RGBColor(0, 158, 115)];

/// Draws time against length on the left, throughput against threads on the right.
///
/// # Errors
/// If `path` cannot be written.
pub fn draw(path: &Path, by_length: &[Series], by_threads: &Series) -> Outcome {
    let root = SVGBackend::new(path, SIZE).into_drawing_area();
    root.fill(&WHITE).map_err(owned)?;
    let (left, right) = root.split_horizontally(SIZE.0 / 2);
    draw_lengths(&left, by_length)?;
    draw_threads(&right, by_threads)?;
    root.present().map_err(owned)
}

fn draw_lengths(area: &Area<'_>, series: &[Series]) -> Outcome {
    let points = || series.iter().flat_map(|series| &series.points);
    let x = bounds(points().map(|point| point.0));
    let y = bounds(points().map(|point| point.1));
    let mut chart = ChartBuilder::on(area)
        .caption("Time by length of a document", ("sans-serif", 18))
        .margin(12)
        .x_label_area_size(40)
        .y_label_area_size(70)
        .build_cartesian_2d((x.0..x.1).log_scale(), (y.0..y.1).log_scale())
        .map_err(owned)?;
    let mesh = &mut chart.configure_mesh();
    mesh.x_desc("kilobytes").y_desc("milliseconds");
    mesh.x_label_formatter(&|bytes| format!("{:.0}", bytes / 1e3));
    mesh.y_label_formatter(&|seconds| format!("{}", seconds * 1e3));
    mesh.draw().map_err(owned)?;
    for (series, colour) in series.iter().zip(COLOURS) {
        let line = LineSeries::new(series.points.clone(), colour.stroke_width(2)).point_size(3);
        let entry = chart.draw_series(line).map_err(owned)?.label(series.name);
        entry.legend(move |(x, y)| PathElement::new([(x, y), (x + 16, y)], colour.stroke_width(2)));
    }
    let labels = &mut chart.configure_series_labels();
    labels.position(SeriesLabelPosition::UpperLeft).background_style(WHITE.mix(0.8));
    labels.draw().map_err(owned)
}

fn draw_threads(area: &Area<'_>, series: &Series) -> Outcome {
    let points = (1_u32..).zip(series.points.iter().map(|point| point.1));
    let fastest = series.points.iter().map(|point| point.1).fold(0.0, f64::max);
    let most = points.clone().count();
    let mut chart = ChartBuilder::on(area)
        .caption("Throughput by threads", ("sans-serif", 18))
        .margin(12)
        .x_label_area_size(40)
        .y_label_area_size(60)
        .build_cartesian_2d(0..u32::try_from(most)? + 1, 0.0..1.2 * fastest)
        .map_err(owned)?;
    let mesh = &mut chart.configure_mesh();
    mesh.x_desc("threads").y_desc("MB/s, articles into JSON lines");
    mesh.disable_x_mesh().x_labels(most + 2).draw().map_err(owned)?;
    let line = LineSeries::new(points, COLOURS[0].stroke_width(2)).point_size(3);
    chart.draw_series(line).map_err(owned)?;
    Ok(())
}

/// The smallest and the largest value, with room around them on a logarithmic axis.
fn bounds(values: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
    let low = values.clone().fold(f64::INFINITY, f64::min);
    (low / 1.5, values.fold(0.0, f64::max) * 1.5)
}

/// Errors of the backend, freed from the drawing that they happened in.
fn owned<E: Error + Send + Sync>(error: E) -> Box<dyn Error + Send + Sync> {
    error.to_string().into()
}
