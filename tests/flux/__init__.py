"""Rendered trees, applied by the real Flux to a real API server on this machine: no nodes, no containers, no network.

Real are etcd, the API server, its controllers and scheduler, and Flux' kustomize- and helm-controller. Of Flux'
source-controller, of kubelets and of charts there are stand-ins: sources.py, kubelet.py, charts.py.
"""
