"""Browser stories: what people do, in a real browser, on the whole running product, on phone and desk."""
