"""The style guide (/styleguide/): its parts and samples in parts.toml; the colours of the style sheets."""
