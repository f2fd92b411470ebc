use tower::Layer;

#[derive(Clone, Default)]
pub struct CountLayer {
    seen: u32,
}

impl<S> Layer<S> for CountLayer {
    type Service = S;

    fn layer(&self, inner: S) -> S {
        println!("{}", self.seen);
        inner
    }
}
