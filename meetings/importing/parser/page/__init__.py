"""The page made into lines that mean something: its frame set aside, broken lines joined, marks explained."""
