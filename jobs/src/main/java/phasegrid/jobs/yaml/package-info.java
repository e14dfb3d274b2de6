/**
 * The text of a sweep file to a {@link phasegrid.engine.sweep.SweepSpec}, every error with its line and column.
 *
 * <p>{@code YamlText} makes a tree of places and letters and is the only class that knows YAML's library;
 * {@code Overrides} edits the tree by the words of the command line; {@code SpecReader} gives it meaning by the model's
 * schema; {@code Expansion} makes the cells of a small grid, or a sample of a large one, to see what no single value
 * shows.
 *
 * <p>Invariants: nothing is read or written but the text that was handed over; no tag constructs anything; problems are
 * collected, never the first one thrown; size, depth, aliases, axes and cells are bounded before memory is spent on
 * them. Models come as a {@link phasegrid.jobs.yaml.Catalogue}.
 */
package phasegrid.jobs.yaml;
