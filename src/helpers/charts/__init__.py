"""What every chart shares: style, colours, how it is shown."""
