"""Who a paper is from and whom it is for: names, in full where it tells them so, and addresses."""
