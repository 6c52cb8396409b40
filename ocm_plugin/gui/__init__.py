"""What a person sees: dialog, options page, actions, attribution label."""
