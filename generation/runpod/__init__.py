"""A RunPod serverless endpoint as a worker: machines that start when there is work.

The routes are those of its documentation ("Operation reference", docs.runpod.io). What runs there
is `worker-comfyui`, which takes a graph and gives back files: its input and output are described in
its own documentation (github.com/runpod-workers/worker-comfyui).
"""
