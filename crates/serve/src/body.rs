//! Reading a request, within bounds.

use std::time::Duration;

use axum::body::Body;
use http_body_util::BodyExt;
use tokio::time::timeout;

use crate::problem::Problem;

/// What is too long is read on for this many limits, so that the client has finished sending and
/// hears the answer; beyond, the connection is closed.
const HEARD_OUT: usize = 16;

/// The bytes of `body`, at most `limit`, if they arrive within `time`.
pub(crate) async fn read(body: Body, limit: usize, time: Duration) -> Result<Vec<u8>, Problem> {
    timeout(time, read_slowly(body, limit)).await.map_err(|_| Problem::SlowRequest)?
}

async fn read_slowly(mut body: Body, limit: usize) -> Result<Vec<u8>, Problem> {
    let (mut bytes, mut length) = (Vec::new(), 0);
    while let Some(frame) = body.frame().await {
        let broken = |_| Problem::BadRequest("the request broke off".to_owned());
        let Ok(data) = frame.map_err(broken)?.into_data() else { continue };
        length += data.len();
        if length <= limit {
            bytes.extend_from_slice(&data);
        } else if length > HEARD_OUT * limit {
            break;
        }
    }
    if length > limit { Err(Problem::TooLarge { limit }) } else { Ok(bytes) }
}
