"""What wizards are about, without a screen: answers, choices with reasons, checks, summaries, command lines."""
