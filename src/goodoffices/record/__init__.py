"""The public record: dated, attributed statements and tallies."""
