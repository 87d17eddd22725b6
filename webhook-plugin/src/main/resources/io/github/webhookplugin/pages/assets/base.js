// What all pages of the plugin share.
