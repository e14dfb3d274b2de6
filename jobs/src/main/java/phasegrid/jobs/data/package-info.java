/**
 * Reads the data files that users bring: NPY, IDX, CSV and Parquet, from the local disk or through Hadoop, gzipped or not.
 *
 * <p>Start reading at {@link phasegrid.jobs.data.DataFiles}. A format hands its numbers one row after another to a
 * {@link phasegrid.jobs.data.Table}; whatever is wrong with a file is one {@link phasegrid.jobs.data.DataProblem} that names it.
 * Numbers are hashed as they come, so that equal numbers are equal data in whatever format and place they lie.
 */
package phasegrid.jobs.data;
