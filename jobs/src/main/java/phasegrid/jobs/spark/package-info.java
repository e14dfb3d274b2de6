/** Batches on Spark; the only package that knows it. */
package phasegrid.jobs.spark;
