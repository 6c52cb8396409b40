"""What users see: dialog, options page, actions, attribution label."""
